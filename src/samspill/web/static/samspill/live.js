/* Brings the other's words to this page: <… data-live-url="…" data-live-seen="N">.

   Asks GET <url>?seen=N every second while the page is visible and either of the two has been active the last two
   minutes (what comes from the other is a sign of that), else every 10 s; a server that is late, by the quickest
   answer so far (which tells how slow the network is), is given a breather, half a second at most. 204: nothing new. 200 {seen, fields: {name:
   {value, revision, by_other}}, reload}: each [data-live-field=name] gets the value, as text. A control that is being
   written in, or has text not saved yet, is left alone until it is free; autosave's own meeting of two texts takes care of
   the rest. data-live-text is said politely in [data-live-status] when the other has written. reload shows the page anew,
   or reveals [data-live-reload] while somebody is writing here; while a details[data-live-hold] is open it waits for that. */
(() => {
  "use strict";

  const BRISK_MS = 1000;
  const CALM_MS = 10000;
  const LATE_MS = 100;
  const LONGEST_BREATHER_MS = 500;
  const ACTIVE_MS = 120000;

  const room = document.querySelector("[data-live-url]");
  if (!room) return;

  let activeAt = Date.now();
  let isLeaving = false;
  let isStale = false;
  let quickest = Infinity;
  let pressedAt = 0;
  const waiting = new Map();

  const isWriting = (element) =>
    element === document.activeElement || !["saved", undefined].includes(element.dataset.saveState);
  const isControl = (element) => element.matches("input, textarea, select");

  const put = (element, change) => {
    if (!isControl(element)) {
      element.textContent = change.value;
      return true;
    }
    if (isWriting(element)) return false;
    if (Number(element.dataset.revision ?? -1) >= change.revision) return true;
    if (element.type === "checkbox") element.checked = change.value === "true";
    else element.value = change.value;
    element.dataset.revision = change.revision;
    element.dispatchEvent(new CustomEvent("samspill:stored"));
    return true;
  };

  const bring = (name, change) => {
    waiting.delete(name);
    for (const element of room.querySelectorAll(`[data-live-field="${CSS.escape(name)}"]`)) {
      if (!put(element, change)) waiting.set(name, change);
    }
  };

  const announce = (fields) => {
    const status = room.querySelector("[data-live-status]");
    if (status && Object.values(fields).some((change) => change.by_other)) status.textContent = room.dataset.liveText;
  };

  const renew = () => {
    if (room.querySelector("details[data-live-hold][open]")) return;
    const isBusy = [...room.querySelectorAll("input, textarea, select")].some(isWriting);
    const offer = room.querySelector("[data-live-reload]");
    if (isBusy && offer) offer.hidden = false;
    // Whoever presses a button, or is on the way to another page, must come there: this would call it off.
    else if (!isBusy && !isLeaving && Date.now() - pressedAt > BRISK_MS) location.reload();
  };

  const receive = (reply) => {
    room.dataset.liveSeen = reply.seen;
    activeAt = Date.now();
    for (const [name, change] of Object.entries(reply.fields)) bring(name, change);
    announce(reply.fields);
    isStale = isStale || reply.reload;
  };

  const ask = async () => {
    const url = new URL(room.dataset.liveUrl, location.href);
    url.searchParams.set("seen", room.dataset.liveSeen);
    const answer = await fetch(url, { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
    if (answer?.status === 200) receive(await answer.json());
    // Signed out or no longer a party: autosave says so where one writes; there is nothing more to ask for.
    return !answer || answer.status === 200 || answer.status === 204 || answer.status >= 500;
  };

  const isActive = () => !document.hidden && Date.now() - activeAt < ACTIVE_MS;

  const turn = async () => {
    const askedAt = performance.now();
    const goesOn = await ask().catch(() => true);
    const took = performance.now() - askedAt;
    quickest = Math.min(quickest, took);
    const breather = Math.min(8 * Math.max(0, took - quickest - LATE_MS), LONGEST_BREATHER_MS);
    if (isStale) renew();
    if (goesOn && room.isConnected) setTimeout(turn, (isActive() ? BRISK_MS : CALM_MS) + breather);
  };

  for (const name of ["input", "pointerdown", "keydown"]) {
    document.addEventListener(name, () => (activeAt = Date.now()), { passive: true });
  }
  document.addEventListener("pointerdown", () => (pressedAt = Date.now()), { passive: true });
  addEventListener("beforeunload", () => (isLeaving = true));
  document.addEventListener("input", () => (isLeaving = false));
  // What cannot be put yet goes back into waiting: a copy is gone through, or it would never end.
  const bringWaiting = () => [...waiting].forEach(([name, change]) => bring(name, change));
  room.addEventListener("focusout", () => setTimeout(bringWaiting));
  setTimeout(turn, BRISK_MS);
})();
