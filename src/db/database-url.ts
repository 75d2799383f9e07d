// Parses a DATABASE_URL as libpq does; postgres.js alone understands only some of these forms.
// See https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';

export type DatabaseAddress = {
  /** The URL, with only the parameters that postgres.js understands or passes on to the server. */
  url: string;
  options: { path?: string; ssl?: false | 'require' | 'prefer' | 'allow' | ConnectionOptions };
};

/** All other parameters are for libpq itself (`channel_binding`, `gssencmode`, …); a server would reject them. */
const PASSED_ON = ['application_name', 'options', 'search_path', 'connect_timeout', 'target_session_attrs'];

/**
 * @param given `postgres://user:password@host:5432/database?sslmode=…`. The folder of a Unix socket is given as
 *   `?host=%2Ffolder`, or percent-encoded in place of the host.
 * @throws Error with a sentence for the operator, which never contains the password
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
  for (const name of [...parameters.keys()]) if (!PASSED_ON.includes(name)) parameters.delete(name);
  return {
    url: parsed.href,
    options: {
      ...(socketFolder && { path: `${socketFolder}/.s.PGSQL.${port}` }),
      ...(ssl !== undefined && { ssl }),
    },
  };
}

/** libpq accepts an empty host after an `@`, the URL class does not. */
const withHost = (url: string): string => url.replace(/^(\w+:\/\/[^/?]*@)(?=[/?]|$)/, '$1localhost');

/** The URL for logs and messages. @param url one that `readDatabaseUrl` accepted */
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
  // If the host is an IP address, the driver passes no server name, and Node would check for "localhost".
  const verifyHost: ConnectionOptions = isIP(host)
    ? { ...ca, checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate) }
    : ca;
  switch (mode) {
    case null:
      return rootCertificate ? verifyHost : undefined;
    case 'disable':
      return false;
    case 'allow':
    case 'prefer':
      return mode;
    case 'require':
      // Like libpq: a given root certificate means that the server's certificate is checked.
      return rootCertificate ? { ...ca, checkServerIdentity: () => undefined } : mode;
    case 'verify-ca':
      return { ...ca, checkServerIdentity: () => undefined };
    case 'verify-full':
      return verifyHost;
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
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new Error(`sslrootcert in DATABASE_URL must be a file that can be read (${file}: ${code})`);
  }
}
