/** An address or identifier: long ones are cut short on the screen, whole in the tip and the copy. */
export function Code({ text }: { text: string }) {
  return (
    <code className="id-code" title={text}>
      {text}
    </code>
  );
}
