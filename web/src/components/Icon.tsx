const shapes = {
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  paper: "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z",
  money: "M3 7h18v11H3zM12 15a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM6 10v5M18 10v5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  documents: "M7 3h12v14H7zM5 7v14h11M10 8h6M10 12h6",
  search: "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21",
  shield: "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
  gear: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h12M20 12h0",
  users: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 010 6.5M18 14.5c2.5.5 3.5 2.5 3.5 5.5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  sure: "M12 21a9 9 0 100-18 9 9 0 000 18zM8 12.5l3 3 5.5-6.5",
  doubt: "M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5c.2-1.5 1.2-2.3 2.6-2.3 1.5 0 2.6.9 2.6 2.3 0 2-2.7 2-2.7 4M12 16.8v.1",
  missing: "M12 21a9 9 0 100-18 9 9 0 000 18zM8 12h8",
  warn: "M12 4l9 16H3zM12 10v5M12 17.5v.1",
  bad: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  offline: "M4 4l16 16M7 17h9M5 14a5 5 0 013-6M11 6a6 6 0 017 6 3 3 0 012 4",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  sent: "M12 16V5M7.5 9.5L12 5l4.5 4.5M5 20h14",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  pen: "M4 20l1-4L16 5l3 3L8 19z",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  zoom: "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21M10.5 8v5M8 10.5h5",
  trash: "M5 7h14M10 4h4M7 7l1 13h8l1-13",
  download: "M12 4v11M7.5 10.5L12 15l4.5-4.5M5 20h14",
  print: "M7 9V4h10v5M5 9h14v8h-3M5 17V9M8 14h8v6H8z",
  ahead: "M3 17l6-6 4 4 8-9M15 6h6v6",
  globe: "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  gauge: "M4 17a8 8 0 1116 0M12 17l4-5M4 17h2M18 17h2",
  chart: "M4 4v16h16M7 15l4-5 3 3 5-7",
} as const;

export type IconName = keyof typeof shapes;

/** A picture beside words, never instead of them: it is hidden from screen readers. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="shrink-0" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true"
      stroke="currentColor" strokeWidth={name === "more" ? 3 : 1.8}
      strokeLinecap="round" strokeLinejoin="round"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
