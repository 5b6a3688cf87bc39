/**
 * @file ONNX Runtime's builds for Node report their use to its maker unless an environment variable says otherwise.
 * Nothing leaves the computer here, so it is said before the library looks: when it opens its first program.
 *
 * A thread's `process.env` is a copy that the library does not see, so the thread that starts it must have called this.
 */

/** Who sets the variable, decides: `ORT_DISABLE_TELEMETRY=0` leaves the reports on. */
export function withoutTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY ??= "1";
}
