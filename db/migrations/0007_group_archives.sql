CREATE TABLE `group_archives` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`started_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`language` text NOT NULL,
	`formats` text NOT NULL,
	`internal` integer NOT NULL,
	`state` text DEFAULT 'running' NOT NULL,
	`items` text NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`size` integer DEFAULT 0 NOT NULL,
	`missing` text NOT NULL,
	`failure` text,
	`ended_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`started_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `group_archives_person` ON `group_archives` (`started_by`,`group_id`);