CREATE TABLE `document_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`started_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`name` text NOT NULL,
	`sha256` text,
	`state` text DEFAULT 'reading' NOT NULL,
	`progress` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`read` text,
	`wanted` text,
	`document_id` text,
	`finished_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`started_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `document_imports_person` ON `document_imports` (`started_by`,`group_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `document_imports_content` ON `document_imports` (`sha256`);