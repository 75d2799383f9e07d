// Where Postgres tells the workers that there is something to do.
export const CHANNEL = 'endusers_job';
