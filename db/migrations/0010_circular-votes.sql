CREATE TABLE `circular_ballots` (
	`vote_id` text NOT NULL,
	`person_id` text NOT NULL,
	`choice` text,
	`at` integer,
	PRIMARY KEY(`vote_id`, `person_id`),
	FOREIGN KEY (`vote_id`) REFERENCES `circular_votes`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `circular_ballots_person` ON `circular_ballots` (`person_id`);--> statement-breakpoint
CREATE TABLE `circular_votes` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`title` text NOT NULL,
	`resolution_text` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`proposed_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`deadline` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`end_reason` text DEFAULT '' NOT NULL,
	`meeting_id` text,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `circular_votes_group` ON `circular_votes` (`group_id`,`state`);--> statement-breakpoint
CREATE TABLE `__new_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`minutes_id` text,
	`block_id` text,
	`position` integer DEFAULT 0 NOT NULL,
	`circular_vote_id` text,
	`year` integer,
	`number` integer,
	`resolution_text` text NOT NULL,
	`yes` integer,
	`no` integer,
	`abstained` integer,
	`result` text NOT NULL,
	`internal` integer DEFAULT false NOT NULL,
	`approved_at` integer,
	`state` text DEFAULT 'in_force' NOT NULL,
	`replaced_by_id` text,
	`state_changed_at` integer,
	`state_note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`minutes_id`) REFERENCES `minutes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`circular_vote_id`) REFERENCES `circular_votes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaced_by_id`) REFERENCES `__new_decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_decisions`("id", "group_id", "minutes_id", "block_id", "position", "circular_vote_id", "year", "number", "resolution_text", "yes", "no", "abstained", "result", "internal", "approved_at", "state", "replaced_by_id", "state_changed_at", "state_note") SELECT "id", "group_id", "minutes_id", "block_id", "position", NULL, "year", "number", "resolution_text", "yes", "no", "abstained", "result", "internal", "approved_at", "state", "replaced_by_id", "state_changed_at", "state_note" FROM `decisions`;--> statement-breakpoint
DROP TABLE `decisions`;--> statement-breakpoint
ALTER TABLE `__new_decisions` RENAME TO `decisions`;--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_number` ON `decisions` (`group_id`,`year`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_block` ON `decisions` (`minutes_id`,`block_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_circular_vote` ON `decisions` (`circular_vote_id`);--> statement-breakpoint
CREATE INDEX `decisions_minutes` ON `decisions` (`minutes_id`);