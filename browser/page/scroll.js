// @ts-check
// Once a frame, however often the browser says that the page moved.

/** @param {() => void} moved */
function onScroll(moved) {
  let waiting = false;
  const frame = () => {
    waiting = false;
    moved();
  };
  const scrolled = () => {
    if (!waiting) requestAnimationFrame(frame);
    waiting = true;
  };
  addEventListener('scroll', scrolled, { passive: true });
}
