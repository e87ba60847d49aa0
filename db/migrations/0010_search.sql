CREATE TABLE `search_changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`object_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `search_changes_object` ON `search_changes` (`kind`,`object_id`);--> statement-breakpoint
CREATE TABLE `search_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`object_id` text NOT NULL,
	`part` text NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`group_id` text,
	`path` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`at` integer,
	`title_terms` text NOT NULL,
	`body_terms` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_object` ON `search_entries` (`kind`,`object_id`,`part`);--> statement-breakpoint
CREATE TABLE `search_words` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`word` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_words_word` ON `search_words` (`word`);--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(title_terms, body_terms, content='search_entries', content_rowid='id', tokenize='ascii');--> statement-breakpoint
INSERT INTO `search_index`(`search_index`, rank) VALUES ('rank', 'bm25(6.0, 1.0)');--> statement-breakpoint
CREATE VIRTUAL TABLE `search_parts` USING fts5(word, content='search_words', content_rowid='id', tokenize='trigram');
