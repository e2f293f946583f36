import { type ReactNode, useEffect } from 'react';

interface Props {
  name: string;
  /** The one sentence that answers the page's question. */
  sentence: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Every page: its name, the sentence that answers its question, then the picture, the table, the settings. */
export function Page(props: Props) {
  useEffect(() => {
    document.title = `${props.name} · 結び Musubi`;
  }, [props.name]);
  return (
    <>
      <header className="page-head">
        <div className="min-w-0">
          <h1 className="page-name">{props.name}</h1>
          <p className="sentence">{props.sentence}</p>
        </div>
        {props.actions && <div className="buttons">{props.actions}</div>}
      </header>
      {props.children}
    </>
  );
}

export function Section(props: { title: string; children: ReactNode; id?: string }) {
  return (
    <section className="section" id={props.id} aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** An empty list says why it is empty, when it will fill, and offers one act. */
export function Empty(props: { title: string; why: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{props.title}</h2>
      <p className="prose mt-1">{props.why}</p>
      {props.children && <div className="buttons mt-4">{props.children}</div>}
    </div>
  );
}
