ALTER TABLE `tasks` ADD `decision_id` text REFERENCES decisions(id);--> statement-breakpoint
CREATE INDEX `tasks_decision` ON `tasks` (`decision_id`);