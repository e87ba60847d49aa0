CREATE TABLE `text_authors` (
	`text_id` text NOT NULL,
	`client_id` integer NOT NULL,
	`from_clock` integer NOT NULL,
	`person_id` text,
	PRIMARY KEY(`text_id`, `client_id`, `from_clock`),
	FOREIGN KEY (`text_id`) REFERENCES `texts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `text_readings` (
	`text_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`sha256` text NOT NULL,
	`before_at` integer,
	`before_sha256` text,
	PRIMARY KEY(`text_id`, `person_id`),
	FOREIGN KEY (`text_id`) REFERENCES `texts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `text_stands` (
	`text_id` text NOT NULL,
	`sha256` text NOT NULL,
	`document` blob NOT NULL,
	PRIMARY KEY(`text_id`, `sha256`),
	FOREIGN KEY (`text_id`) REFERENCES `texts`(`id`) ON UPDATE no action ON DELETE cascade
);
