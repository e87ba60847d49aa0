ALTER TABLE `decisions` ADD `state` text DEFAULT 'in_force' NOT NULL;--> statement-breakpoint
ALTER TABLE `decisions` ADD `replaced_by_id` text REFERENCES decisions(id);--> statement-breakpoint
ALTER TABLE `decisions` ADD `state_changed_at` integer;--> statement-breakpoint
ALTER TABLE `decisions` ADD `state_note` text DEFAULT '' NOT NULL;