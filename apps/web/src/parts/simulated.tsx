import { useWords } from '../i18n/use-words.ts';

/** The dashed tag on everything that the world plays. */
export function Simulated(props: { when?: boolean }) {
  const words = useWords();
  if (props.when === false) return null;
  return (
    <span className="simulated" title={words.frame.simulatedGloss}>
      {words.frame.simulated}
    </span>
  );
}
