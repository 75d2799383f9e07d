// Reads a DATABASE_URL as other Postgres clients read it, where postgres.js alone would not.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';

export type DatabaseAddress = {
  /** The URL with what postgres.js understands, or hands on to the server. */
  url: string;
  options: { path?: string; ssl?: false | 'require' | 'prefer' | 'allow' | ConnectionOptions };
};

/** All other parameters speak to libpq (`channel_binding`, `gssencmode`, …); a server would refuse them. */
const UNDERSTOOD = ['application_name', 'options', 'search_path', 'connect_timeout', 'target_session_attrs'];

/**
 * @param given `postgres://user:password@host:5432/database?sslmode=…`. The folder of a Unix socket comes as
 *   `?host=%2Ffolder`, or percent-encoded in the place of the host.
 * @throws Error with a sentence for the operator, which never holds the password
 */
export function readDatabaseUrl(given: string): DatabaseAddress {
  const url = withHost(given);
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new Error('DATABASE_URL must look like postgres://user:password@host:5432/database');
  const parsed = new URL(url);
  const parameters = parsed.searchParams;
  const host = parameters.get('host') ?? decodeURIComponent(parsed.hostname);
  const port = parameters.get('port') ?? (parsed.port || '5432');
  if (parameters.has('ssl'))
    throw new Error('DATABASE_URL must say sslmode=require, or verify-full, in place of ssl=');
  const ssl = readSslMode(parameters.get('sslmode'), parameters.get('sslrootcert'), host);

  const socketFolder = host.startsWith('/') ? host : undefined;
  parsed.hostname = socketFolder ? 'localhost' : host || 'localhost';
  parsed.port = port;
  for (const name of [...parameters.keys()]) if (!UNDERSTOOD.includes(name)) parameters.delete(name);
  return {
    url: parsed.href,
    options: {
      ...(socketFolder && { path: `${socketFolder}/.s.PGSQL.${port}` }),
      ...(ssl !== undefined && { ssl }),
    },
  };
}

/** libpq lets the host be empty behind an `@`, URL does not. */
const withHost = (url: string): string => url.replace(/^(\w+:\/\/[^/?]*@)(?=[/?]|$)/, '$1localhost');

/** The URL as people may see it. It has been read before. */
export function withoutPassword(url: string): string {
  const shown = new URL(withHost(url));
  shown.password = '';
  shown.searchParams.delete('password');
  return shown.href;
}

function readSslMode(
  mode: string | null,
  rootCertificate: string | null,
  host: string,
): DatabaseAddress['options']['ssl'] {
  const ca = rootCertificate && rootCertificate !== 'system' ? { ca: readCertificate(rootCertificate) } : {};
  // For an address in place of a name the driver gives Node none, and Node would look for "localhost".
  const ofHost: ConnectionOptions = isIP(host)
    ? { ...ca, checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate) }
    : ca;
  switch (mode) {
    case null:
      return rootCertificate ? ofHost : undefined;
    case 'disable':
      return false;
    case 'allow':
    case 'prefer':
      return mode;
    case 'require':
      // As libpq has it: who names a certificate wants it checked.
      return rootCertificate ? { ...ca, checkServerIdentity: () => undefined } : mode;
    case 'verify-ca':
      return { ...ca, checkServerIdentity: () => undefined };
    case 'verify-full':
      return ofHost;
    default:
      throw new Error(
        'sslmode in DATABASE_URL must be disable, allow, prefer, require, verify-ca or verify-full',
      );
  }
}

function readCertificate(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`sslrootcert in DATABASE_URL must be a file that can be read (${file}: ${code})`);
  }
}
