CREATE TABLE `document_labels` (
	`document_id` text NOT NULL,
	`label` text NOT NULL,
	PRIMARY KEY(`document_id`, `label`),
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `document_links` (
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	PRIMARY KEY(`from_id`, `to_id`),
	FOREIGN KEY (`from_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `document_links_to` ON `document_links` (`to_id`);--> statement-breakpoint
CREATE TABLE `document_shares` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`organisation_id` text,
	`person_id` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_shares_organisation` ON `document_shares` (`document_id`,`organisation_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `document_shares_person` ON `document_shares` (`document_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `document_shares_of_organisation` ON `document_shares` (`organisation_id`);--> statement-breakpoint
CREATE INDEX `document_shares_of_person` ON `document_shares` (`person_id`);--> statement-breakpoint
CREATE TABLE `document_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`text_id` text NOT NULL,
	`name` text NOT NULL,
	`hint` text DEFAULT '' NOT NULL,
	`genre` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`offered` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`text_id`) REFERENCES `texts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_templates_text` ON `document_templates` (`text_id`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`text_id` text NOT NULL,
	`title` text NOT NULL,
	`search_title` text NOT NULL,
	`genre` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`visibility` text DEFAULT 'group' NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text,
	`edition` integer DEFAULT 1 NOT NULL,
	`supersedes` text,
	`adopted_at` integer,
	`adopted_by` text,
	`adopted_version_id` text,
	`sha256` text,
	`paper` text,
	`published_at` integer,
	`published_by` text,
	`archived_at` integer,
	`trashed_at` integer,
	`trashed_by` text,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`text_id`) REFERENCES `texts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`adopted_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`adopted_version_id`) REFERENCES `versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`trashed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_text` ON `documents` (`text_id`);--> statement-breakpoint
CREATE INDEX `documents_group` ON `documents` (`group_id`,`trashed_at`,`changed_at`);--> statement-breakpoint
CREATE INDEX `documents_supersedes` ON `documents` (`supersedes`);--> statement-breakpoint
ALTER TABLE `texts` ADD `discarded_at` integer;