CREATE TABLE `calendar_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`group_id` text,
	`tasks` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`fetched_at` integer,
	`content_hash` text,
	`content_since` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_token` ON `calendar_feeds` (`token_hash`);--> statement-breakpoint
CREATE INDEX `calendar_feeds_person` ON `calendar_feeds` (`person_id`);--> statement-breakpoint
ALTER TABLE `meetings` ADD `organizer` text;--> statement-breakpoint
ALTER TABLE `participants` ADD `withdrawn_at` integer;