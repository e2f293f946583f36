declare module 'virtual:contract-heads' {
  import type { ContractHeads } from './client.ts';
  export const heads: ContractHeads;
}

declare module 'virtual:messages/ja' {
  const catalogue: Readonly<Record<string, string>>;
  export default catalogue;
}

declare module 'virtual:messages/en' {
  const catalogue: Readonly<Record<string, string>>;
  export default catalogue;
}
