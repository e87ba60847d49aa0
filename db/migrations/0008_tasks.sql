CREATE TABLE `task_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`author_id` text NOT NULL,
	`on_behalf_of` text,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`on_behalf_of`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_comments_task` ON `task_comments` (`task_id`,`at`);--> statement-breakpoint
CREATE TABLE `task_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`position` integer NOT NULL,
	`what` text NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_steps_task` ON `task_steps` (`task_id`,`position`);--> statement-breakpoint
ALTER TABLE `tasks` ADD `document_id` text REFERENCES documents(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `tasks` ADD `comment_id` text REFERENCES comments(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `tasks` ADD `search_what` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `tasks` ADD `note` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `tasks` ADD `priority` text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE `tasks` ADD `repeats` text;--> statement-breakpoint
CREATE INDEX `tasks_organisation` ON `tasks` (`assignee_organisation_id`,`state`);--> statement-breakpoint
ALTER TABLE `files` ADD `task_id` text REFERENCES tasks(id) ON DELETE cascade;--> statement-breakpoint
CREATE INDEX `files_task` ON `files` (`task_id`);--> statement-breakpoint
UPDATE `tasks` SET `search_what` = replace(replace(replace(replace(replace(replace(replace(lower(replace(replace(replace(`what`, 'Ä', 'a'), 'Ö', 'o'), 'Ü', 'u')), 'ä', 'a'), 'ö', 'o'), 'ü', 'u'), 'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u');
