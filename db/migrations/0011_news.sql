CREATE TABLE `news` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`group_id` text,
	`key` text NOT NULL,
	`values` text NOT NULL,
	`path` text NOT NULL,
	`needs` text,
	`at` integer NOT NULL,
	`seen_at` integer,
	`daily` integer DEFAULT false NOT NULL,
	`mail_id` text,
	`unique_key` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`mail_id`) REFERENCES `mails`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `news_person` ON `news` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `news_unseen` ON `news` (`person_id`,`seen_at`);--> statement-breakpoint
CREATE INDEX `news_daily` ON `news` (`daily`,`mail_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `news_mail` ON `news` (`mail_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `news_key` ON `news` (`unique_key`);--> statement-breakpoint
CREATE TABLE `news_choices` (
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`group_id` text DEFAULT '' NOT NULL,
	`way` text NOT NULL,
	PRIMARY KEY(`person_id`, `kind`, `group_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `news_hours` (
	`person_id` text PRIMARY KEY NOT NULL,
	`hour` integer,
	`days_off` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `task_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_links_task` ON `task_links` (`task_id`);--> statement-breakpoint
CREATE INDEX `task_links_expires` ON `task_links` (`expires_at`);--> statement-breakpoint
ALTER TABLE `mails` ADD `kind` text DEFAULT 'letter' NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `person_id` text REFERENCES people(id) ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE `mails` ADD `unsubscribe` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `needs` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `secret` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `unique_key` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `try_at` integer;--> statement-breakpoint
ALTER TABLE `mails` ADD `last_error` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `failed_at` integer;--> statement-breakpoint
ALTER TABLE `mails` ADD `withheld_at` integer;--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`sent_at`,`failed_at`,`withheld_at`,`try_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `mails_key` ON `mails` (`unique_key`);--> statement-breakpoint
CREATE INDEX `mails_person` ON `mails` (`person_id`);--> statement-breakpoint
UPDATE `mails` SET `secret` = true WHERE `id` IN (SELECT json_extract(`payload`, '$.mailId') FROM `jobs` WHERE `kind` = 'mail.send' AND json_extract(`payload`, '$.secret'));--> statement-breakpoint
DELETE FROM `jobs` WHERE `kind` = 'mail.send';
