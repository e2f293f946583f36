import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

type Kind = 'plain' | 'primary' | 'danger' | 'quiet';

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  kind?: Kind;
  small?: boolean;
  children: ReactNode;
}

/** A button says what happens. At most one of a page is `primary`. */
export function Button({ kind = 'plain', small = false, children, ...rest }: Props) {
  const classes = ['button', kind === 'plain' ? '' : `button-${kind}`, small ? 'button-small' : ''];
  return (
    <AriaButton {...rest} className={classes.filter(Boolean).join(' ')}>
      {children}
    </AriaButton>
  );
}
