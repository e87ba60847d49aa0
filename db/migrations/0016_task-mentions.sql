CREATE TABLE `task_comment_mentions` (
	`comment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`seen_at` integer,
	PRIMARY KEY(`comment_id`, `person_id`),
	FOREIGN KEY (`comment_id`) REFERENCES `task_comments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_comment_mentions_person` ON `task_comment_mentions` (`person_id`,`seen_at`);