/** How late an open event is; the hours and the share come from the server's settings. */

export const DEFAULT_POLICY = { dueSoonShare: 0.8, yellowHours: 24, redHours: 72 };

/** on_time, due_soon, blue, yellow or red; event times and now in seconds since 1970. */
export function latenessAt({ reported, due }, now, policy = DEFAULT_POLICY) {
  const lateHours = (now - due) / 3600;
  if (lateHours >= policy.redHours) return 'red';
  if (lateHours >= policy.yellowHours) return 'yellow';
  if (lateHours > 0) return 'blue';
  return now - reported >= policy.dueSoonShare * (due - reported) ? 'due_soon' : 'on_time';
}
