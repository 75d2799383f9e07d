// The files that go out with the next message.

type Picked = { readonly files: readonly File[]; readonly remove: (file: File) => void };

export function Chips({ files, remove }: Picked) {
  if (files.length === 0) return null;
  return (
    <ul className="chips">
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`}>
          {file.name}
          <button type="button" aria-label={`Leave out ${file.name}`} onClick={() => remove(file)}>
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}
