// The channel on which Postgres notifies workers of jobs that can run.
export const CHANNEL = 'endusers_job';
