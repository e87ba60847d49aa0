CREATE TABLE `file_texts` (
	`sha256` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`read_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_audiences` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`keys` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_audiences_keys` ON `search_audiences` (`keys`);--> statement-breakpoint
CREATE TABLE `search_changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`object_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `search_changes_object` ON `search_changes` (`kind`,`object_id`);--> statement-breakpoint
CREATE TABLE `search_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`audience_id` integer NOT NULL,
	`until` integer,
	`spelled` integer DEFAULT false NOT NULL,
	`kind` text NOT NULL,
	`object_id` text NOT NULL,
	`part` text NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`group_id` text,
	`path` text NOT NULL,
	`at` integer,
	`title` text NOT NULL,
	`title_words` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_object` ON `search_entries` (`kind`,`object_id`,`part`);--> statement-breakpoint
CREATE INDEX `search_entries_owner` ON `search_entries` (`owner_kind`,`owner_id`);--> statement-breakpoint
CREATE INDEX `search_entries_audience` ON `search_entries` (`id`,`audience_id`);--> statement-breakpoint
CREATE INDEX `search_entries_spelled` ON `search_entries` (`spelled`);--> statement-breakpoint
CREATE INDEX `search_entries_until` ON `search_entries` (`until`);--> statement-breakpoint
CREATE TABLE `search_words` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`word` text NOT NULL,
	`count` integer NOT NULL,
	`parts` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_words_word` ON `search_words` (`word`);