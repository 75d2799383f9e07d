// The buttons about an end user: show it, open the form to edit it or for a new one.

import { addEndUserAction, type EndUserAnswers } from '../command-handlers/end-user-answers.ts';
import { editEndUserAction } from '../views/end-users/end-user-detail.ts';
import { showEndUserAction } from '../views/end-users/end-users-found.ts';
import type { OnClick } from './on-action.ts';

export function onEndUser(onClick: OnClick, answers: EndUserAnswers): void {
  onClick(showEndUserAction, (click) => answers.show(click, readId(click.value)));
  onClick(editEndUserAction, (click) => answers.edit(click, readId(click.value)));
  onClick(addEndUserAction, (click) => {
    const id = readId(click.value);
    return answers.add(click, id === 0 ? null : { by: 'id', id });
  });
}

/** 0 for what is none. */
function readId(value: string): number {
  return /^\d{1,15}$/.test(value) ? Number(value) : 0;
}
