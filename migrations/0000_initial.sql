CREATE SCHEMA "staging";
--> statement-breakpoint
CREATE SEQUENCE "public"."end_user_id" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."export_id" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."operation_id" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."import_id" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."organization_id" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "end_user" (
	"workspace_id" text NOT NULL,
	"id" bigint DEFAULT nextval('end_user_id') NOT NULL,
	"organization_id" bigint NOT NULL,
	"name" text,
	"title" text,
	"email" text,
	"phone" text,
	"extension" text,
	"mobile" text,
	"address1" text,
	"address2" text,
	"city" text,
	"state" text,
	"zip" text,
	"notes" text,
	"direct_report" text,
	"ticket_matching_emails" text,
	"notification_billing" boolean,
	"notification_marketing" boolean,
	"notification_reports" boolean,
	"vendor_id" bigint,
	"custom_fields" jsonb,
	"created_in" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "end_user_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "export" (
	"workspace_id" text NOT NULL,
	"id" bigint DEFAULT nextval('export_id') NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"requested_by" text NOT NULL,
	"organization_id" bigint,
	"for_import" boolean NOT NULL,
	"channel_id" text NOT NULL,
	"is_private" boolean NOT NULL,
	"posted_in" text,
	"message_ts" text,
	"file_name" text,
	"slack_file_id" text,
	"permalink" text,
	"rows" integer,
	"snapshot" text,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "export_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "change" (
	"workspace_id" text NOT NULL,
	"operation_id" bigint NOT NULL,
	"end_user_id" bigint NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "change_workspace_id_operation_id_end_user_id_pk" PRIMARY KEY("workspace_id","operation_id","end_user_id")
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"workspace_id" text NOT NULL,
	"id" bigint DEFAULT nextval('operation_id') NOT NULL,
	"kind" text NOT NULL,
	"import_id" bigint,
	"undoes" bigint,
	"by" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "operation_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_ref" (
	"workspace_id" text NOT NULL,
	"import_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"end_user_id" bigint NOT NULL,
	"operation_id" bigint NOT NULL,
	CONSTRAINT "import_ref_workspace_id_import_id_line_pk" PRIMARY KEY("workspace_id","import_id","line")
);
--> statement-breakpoint
CREATE TABLE "import" (
	"workspace_id" text NOT NULL,
	"id" bigint DEFAULT nextval('import_id') NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"channel_id" text NOT NULL,
	"share_ts" text NOT NULL,
	"slack_file_id" text NOT NULL,
	"thread_ts" text NOT NULL,
	"message_ts" text,
	"file_name" text NOT NULL,
	"file_size" bigint NOT NULL,
	"file_digest" text,
	"requested_by" text NOT NULL,
	"addressed" boolean NOT NULL,
	"organization_id" bigint,
	"header" jsonb,
	"staged_rows" integer,
	"plan" jsonb,
	"plan_number" integer DEFAULT 0 NOT NULL,
	"fingerprint" text,
	"replanned" text,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"base_export_id" bigint,
	"operation_id" bigint,
	"undo" jsonb,
	"undone_by" text,
	"problem_rows" text,
	"problem_file_id" text,
	"reason" text,
	"decided_by" text,
	"apply_ms" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "import_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "import_share" UNIQUE("workspace_id","channel_id","share_ts","slack_file_id")
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "job_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"lane" text,
	"key" text,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"orphaned" integer DEFAULT 0 NOT NULL,
	"failed_at" timestamp with time zone,
	"reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"workspace_id" text NOT NULL,
	"id" bigint DEFAULT nextval('organization_id') NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" text PRIMARY KEY NOT NULL,
	"business_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organization" ADD CONSTRAINT "organization_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "end_user_email" ON "end_user" USING btree ("workspace_id","organization_id",lower("email"));--> statement-breakpoint
CREATE INDEX "change_end_user" ON "change" USING btree ("workspace_id","end_user_id");--> statement-breakpoint
CREATE INDEX "import_file_digest" ON "import" USING btree ("workspace_id","file_digest");--> statement-breakpoint
CREATE UNIQUE INDEX "job_running_in_lane" ON "job" USING btree ("workspace_id","lane") WHERE "job"."leased_until" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "job_key" ON "job" USING btree ("workspace_id","kind","key") WHERE "job"."failed_at" is null and "job"."key" is not null;--> statement-breakpoint
CREATE INDEX "job_lane" ON "job" USING btree ("workspace_id","lane","id") WHERE "job"."lane" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "organization_name" ON "organization" USING btree ("workspace_id",lower("name"));