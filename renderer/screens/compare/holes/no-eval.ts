/** A page evaluates no text as code, and zod is not to try whether it may. To be imported before any schema is made. */
import { config } from "zod";

config({ jitless: true });
