// Messages with the composer below; files may be dropped on all of it.
import { type DragEvent, type ReactNode, useState } from 'react';
import { Composer } from '../composer/composer.tsx';
import type { Place } from '../composer/use-send.ts';

type Talking = {
  readonly place: Place;
  readonly to: string;
  readonly children: ReactNode;
  /** Why nothing can be written here. */
  readonly closed?: ReactNode;
};

export function Conversation({ place, to, children, closed }: Talking) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isOver, setOver] = useState(false);
  const onDrag = (event: DragEvent) => {
    if (closed || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    if (closed) return;
    event.preventDefault();
    setOver(false);
    setFiles([...files, ...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button in the composer does the same
    <div
      className="conversation"
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={onDrop}
    >
      {/* Upside down, so that the browser itself keeps the newest message in view, unless one has scrolled up. */}
      <div className="scroller">
        <div className="messages" role="log" aria-label={`Messages in ${to}`}>
          {children}
        </div>
      </div>
      {closed ? (
        <div className="closed">{closed}</div>
      ) : (
        <Composer place={place} to={to} files={files} setFiles={setFiles} />
      )}
      {isOver && <div className="drop-here">Drop to share in {to}</div>}
    </div>
  );
}
