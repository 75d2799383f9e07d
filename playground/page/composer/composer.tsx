// The composer: a message, files to share, or a slash command.
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { CommandHints } from './command-hints.tsx';
import { completeCommand } from './complete-command.ts';
import { FileChips } from './file-chips.tsx';
import { type Place, useSend } from './use-send.ts';

type ComposerProps = {
  readonly place: Place;
  /** The name of the place: `#end-users`, `thread in #end-users`. */
  readonly to: string;
  readonly files: readonly File[];
  readonly setFiles: (files: readonly File[]) => void;
};

export function Composer({ place, to, files, setFiles }: ComposerProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { send, isSending, error } = useSend(place);
  const add = (more: Iterable<File>) => setFiles([...files, ...more]);
  const isThread = place.threadTs !== undefined;
  const isEmpty = text.trim() === '' && files.length === 0;

  // Focus at once, except on touch screens, where the keyboard would cover half of the page.
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) field.current?.focus({ preventScroll: true });
  }, []);

  const submit = async () => {
    if (isEmpty || isSending) return;
    if (await send(text.trim(), files)) {
      setText('');
      setFiles([]);
    }
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = isThread || event.shiftKey ? null : completeCommand(text);
    if (event.key === 'Tab' && line !== null) {
      event.preventDefault();
      setText(line);
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <CommandHints
        typed={isThread ? '' : text}
        complete={(command) => {
          setText(command);
          field.current?.focus();
        }}
      />
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <div className="composer-box">
        <FileChips files={files} remove={(file) => setFiles(files.filter((other) => other !== file))} />
        <textarea
          ref={field}
          rows={1}
          aria-label={`Message ${to}`}
          placeholder={`Message ${to}`}
          value={text}
          readOnly={isSending}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <div className="tools">
          <button type="button" className="tool" onClick={() => picker.current?.click()}>
            <span aria-hidden="true">+</span> Files
          </button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={({ target }) => {
              add(target.files ?? []);
              target.value = '';
            }}
          />
          <span className="tip">{isSending ? 'Sending …' : tip(isThread)}</span>
          <button type="submit" className="send" disabled={isEmpty || isSending} aria-label="Send">
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <path d="M3 3l15 7-15 7 2.5-7z" fill="currentColor" />
            </svg>
          </button>
        </div>
      </div>
    </form>
  );
}

const tip = (isThread: boolean) =>
  isThread ? 'Drop CSV files here to share them' : 'Type / for commands, or drop CSV files here';
