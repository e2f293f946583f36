import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  wide?: boolean;
  /** A question that must not be closed by a tap beside it. */
  alert?: boolean;
  children: ReactNode;
}

/** Focus stays inside, Escape closes, and the focus goes back to where it came from. */
export function Dialog(props: Props) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={props.isOpen}
      onOpenChange={(open) => !open && props.onClose()}
      isDismissable={!props.alert}
    >
      <Modal className={props.wide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog role={props.alert ? 'alertdialog' : 'dialog'} className="grid gap-4">
          <Heading slot="title" className="headline">
            {props.title}
          </Heading>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
