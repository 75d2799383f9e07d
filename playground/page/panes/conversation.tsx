// Messages with the composer below. Accepts dropped files everywhere.
import { type DragEvent, type ReactNode, useState } from 'react';
import { Composer } from '../composer/composer.tsx';
import type { Place } from '../composer/use-send.ts';

type ConversationProps = {
  readonly place: Place;
  readonly to: string;
  readonly children: ReactNode;
  /** Shown instead of the composer: why the member can't write here. */
  readonly closed?: ReactNode;
};

export function Conversation({ place, to, children, closed }: ConversationProps) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isDragging, setDragging] = useState(false);
  const onDrag = (event: DragEvent) => {
    if (closed || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setDragging(true);
  };
  const onDrop = (event: DragEvent) => {
    if (closed) return;
    event.preventDefault();
    setDragging(false);
    setFiles([...files, ...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the composer's Files button does the same with a keyboard
    <div
      className="conversation"
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={onDrop}
    >
      {/* column-reverse makes the browser keep the newest message in view unless the member has scrolled up. */}
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
      {isDragging && <div className="drop-here">Drop to share in {to}</div>}
    </div>
  );
}
