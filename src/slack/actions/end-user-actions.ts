// The buttons about end users: show one, open the form to edit one, open the form to add one.
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { openAddForm, openEditForm, replyWithEndUser } from '../modals/end-user-replies.ts';
import { openEraseForm } from '../modals/erase-replies.ts';
import { readChangesPage } from '../views/end-users/end-user-changes.ts';
import type { Click } from './on-action.ts';

export function clickShowEndUser(context: SlackContext, click: Click): Promise<View | null> {
  return replyWithEndUser(context, click, readId(click.value));
}

export async function clickChangesOfEndUser(context: SlackContext, click: Click): Promise<View | null> {
  const wanted = readChangesPage(click.value);
  return wanted && replyWithEndUser(context, click, wanted.endUserId, wanted);
}

export function clickEditEndUser(context: SlackContext, click: Click): Promise<View | null> {
  return openEditForm(context, click, readId(click.value));
}

export function clickErase(context: SlackContext, click: Click): Promise<View | null> {
  return openEraseForm(context, click, readId(click.value));
}

/** The value is an organization's id, or empty. */
export function clickAddEndUser(context: SlackContext, click: Click): Promise<View | null> {
  const id = readId(click.value);
  return openAddForm(context, click, id === 0 ? null : { by: 'id', id });
}

/** @returns 0 for anything that is no id */
function readId(value: string): number {
  return /^\d{1,15}$/.test(value) ? Number(value) : 0;
}
