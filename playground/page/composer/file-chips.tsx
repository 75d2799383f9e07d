// The files to send with the next message.

type FileChipsProps = { readonly files: readonly File[]; readonly remove: (file: File) => void };

export function FileChips({ files, remove }: FileChipsProps) {
  if (files.length === 0) return null;
  return (
    <ul className="chips">
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`}>
          {file.name}
          <button type="button" aria-label={`Remove ${file.name}`} onClick={() => remove(file)}>
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}
