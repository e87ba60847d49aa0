ALTER TABLE `circular_votes` ADD `reminded_at` integer;--> statement-breakpoint
ALTER TABLE `minutes` ADD `frozen_tasks` text;--> statement-breakpoint
ALTER TABLE `tasks` ADD `decision_id` text REFERENCES decisions(id);--> statement-breakpoint
CREATE INDEX `tasks_decision` ON `tasks` (`decision_id`);