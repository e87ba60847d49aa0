CREATE TABLE `visits` (
	`person_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`before_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP INDEX `tasks_group`;--> statement-breakpoint
DROP INDEX `tasks_person`;--> statement-breakpoint
CREATE INDEX `tasks_group_created` ON `tasks` (`group_id`,`created_at`,`created_by`);--> statement-breakpoint
CREATE INDEX `tasks_group_changed` ON `tasks` (`group_id`,`state_changed_at`,`state`);--> statement-breakpoint
CREATE INDEX `tasks_group` ON `tasks` (`group_id`,`state`,`due_date`,`assignee_person_id`,`assignee_organisation_id`);--> statement-breakpoint
CREATE INDEX `tasks_person` ON `tasks` (`assignee_person_id`,`state`,`due_date`,`group_id`);