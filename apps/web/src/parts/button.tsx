import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

type Kind = 'plain' | 'primary' | 'danger' | 'quiet';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'isPending'> {
  kind?: Kind;
  small?: boolean;
  /** What it does is under way: it keeps the focus and does nothing more. */
  isBusy?: boolean;
  children: ReactNode;
}

/** A button says what happens. At most one of a page is `primary`. */
export function Button({ kind = 'plain', small = false, isBusy = false, children, ...rest }: Props) {
  const classes = ['button', kind === 'plain' ? '' : `button-${kind}`, small ? 'button-small' : ''];
  const { onPress, type, ...others } = rest;
  return (
    <AriaButton
      {...others}
      {...(isBusy
        ? { type: 'button' as const }
        : { type: type ?? 'button', ...(onPress ? { onPress } : {}) })}
      data-busy={isBusy}
      className={classes.filter(Boolean).join(' ')}
    >
      {children}
    </AriaButton>
  );
}
