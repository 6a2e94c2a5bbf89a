/** The window of days on the time bar; no DOM. Days are rows {day, reported} without gaps, ISO days. */
import { daysBetween, shiftDay } from './format.js';

const SPANS = [90, 180, 365];

/** The last days that show a window with room to its left: as few as possible. */
export function daysToShow(days, from) {
  const needed = daysBetween(from, days.at(-1).day) + 1;
  const shown = SPANS.find((span) => needed * 1.5 <= span) ?? days.length;
  return days.slice(-shown);
}

/** Where a day begins (or, for a window's last day, ends) on the bar, 0..1. */
export function placeOf(days, day, isLast) {
  const share = (daysBetween(days[0].day, day) + (isLast ? 1 : 0)) / days.length;
  return Math.max(0, Math.min(1, share));
}

/** The day at a place 0..1 of the bar; for a window's last day the one that ends there. */
export function dayAt(days, share, isLast) {
  const index = Math.round(share * days.length) - (isLast ? 1 : 0);
  return days[Math.max(0, Math.min(days.length - 1, index))].day;
}

/** The window moved by whole days, kept inside the days with its length. */
export function movedWindow(days, { from, to }, by) {
  const room = { left: daysBetween(days[0].day, from), right: daysBetween(to, days.at(-1).day) };
  const step = Math.max(-room.left, Math.min(room.right, by));
  return { from: shiftDay(from, step), to: shiftDay(to, step) };
}

/** Whether a window is one: inside the days, first not after last. */
export function isWindow(days, { from, to }) {
  return from >= days[0].day && to <= days.at(-1).day && from <= to;
}

/** The next frame of playing: a day later, from the start again at the end. */
export function nextWindow(days, window) {
  if (window.to < days.at(-1).day) return movedWindow(days, window, 1);
  return { from: days[0].day, to: shiftDay(days[0].day, daysBetween(window.from, window.to)) };
}
