CREATE TABLE `poll_answers` (
	`proposal_id` text NOT NULL,
	`person_id` text NOT NULL,
	`choice` text NOT NULL,
	PRIMARY KEY(`proposal_id`, `person_id`),
	FOREIGN KEY (`proposal_id`) REFERENCES `poll_proposals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `poll_answers_person` ON `poll_answers` (`person_id`);--> statement-breakpoint
CREATE TABLE `poll_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`poll_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`chosen` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `poll_proposals_once` ON `poll_proposals` (`poll_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `poll_replies` (
	`poll_id` text NOT NULL,
	`person_id` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`poll_id`, `person_id`),
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `poll_replies_person` ON `poll_replies` (`person_id`);--> statement-breakpoint
CREATE TABLE `polls` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`title` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`link` text DEFAULT '' NOT NULL,
	`duration` integer NOT NULL,
	`proposed_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`deadline` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`end_reason` text DEFAULT '' NOT NULL,
	`reminded_at` integer,
	`meeting_id` text,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `polls_group` ON `polls` (`group_id`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `polls_meeting` ON `polls` (`meeting_id`);