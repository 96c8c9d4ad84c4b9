/** What survives JSON unchanged: payloads of timers and loose facts of the world are made of it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
