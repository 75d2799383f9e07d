// A message's files, with links to download them.
import type { FileInfo } from '../../fake-slack/fake-slack.ts';

export function FileList({ files }: { readonly files: readonly FileInfo[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map(({ id, name, url, size }) => (
        <li key={id}>
          <a className="file" href={url} download={name}>
            <span className="file-icon" aria-hidden="true">
              {name.split('.').at(-1)?.slice(0, 4).toUpperCase()}
            </span>
            <span className="file-name">{name}</span>
            <span className="file-size">{formatSize(size)} · download</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function formatSize(size: number): string {
  if (size < 1000) return `${size} bytes`;
  return size < 999_500 ? `${(size / 1000).toFixed(1)} KB` : `${(size / 1_000_000).toFixed(1)} MB`;
}
