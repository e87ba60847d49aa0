CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text,
	`document_id` text,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`width` integer,
	`height` integer,
	`inline` integer DEFAULT false NOT NULL,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`uploaded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `files_meeting` ON `files` (`meeting_id`);--> statement-breakpoint
CREATE INDEX `files_document` ON `files` (`document_id`);--> statement-breakpoint
CREATE INDEX `files_content` ON `files` (`sha256`);