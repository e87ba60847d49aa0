PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_person_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`started_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`rows` text NOT NULL,
	`total` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`invited` integer DEFAULT 0 NOT NULL,
	`failures` text NOT NULL,
	FOREIGN KEY (`started_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_person_imports`("id", "started_by", "created_at", "started_at", "finished_at", "rows", "total", "done", "invited", "failures") SELECT "id", "started_by", "started_at", "started_at", "finished_at", '[]', "total", "done", "done", '[]' FROM `person_imports`;--> statement-breakpoint
DROP TABLE `person_imports`;--> statement-breakpoint
ALTER TABLE `__new_person_imports` RENAME TO `person_imports`;--> statement-breakpoint
PRAGMA foreign_keys=ON;