import { configureGlobal } from "fast-check";

/** The seed of every property test, so that a run can be repeated and a change is judged by itself: another one looks elsewhere. */
const seed = Number(process.env["FAST_CHECK_SEED"] ?? 20_260_314);

configureGlobal({ seed });
