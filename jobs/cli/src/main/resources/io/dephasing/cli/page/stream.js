// The stream of updates: asks for a group, comes back by itself, says how it stands.

const RETRY_MILLIS = 3000;

export function openStream({ onUpdate, onStatus }) {
  let source;
  let retry;
  let wanted = "";
  let hasEnded = false;

  function connect() {
    clearTimeout(retry);
    source?.close();
    const mine = new EventSource(wanted ? "/events?group=" + encodeURIComponent(wanted) : "/events");
    source = mine;
    mine.onmessage = (event) => {
      if (mine === source) {
        hasEnded = false;
        onStatus("live");
        onUpdate(JSON.parse(event.data));
      }
    };
    mine.addEventListener("end", () => {
      hasEnded = true;
      again(mine, "ended");
    });
    mine.onerror = () => again(mine, hasEnded ? "ended" : "gone");
  }

  // The browser would not try again after an answer that is no stream, so this does.
  function again(mine, status) {
    if (mine !== source) {
      return;
    }
    mine.close();
    onStatus(status);
    clearTimeout(retry);
    retry = setTimeout(connect, RETRY_MILLIS);
  }

  connect();
  return {
    select(key) {
      wanted = key;
      connect();
    },
  };
}
