/** Few icons, drawn here so that no icon package is loaded. All are decoration: the words stand beside them. */
import type { ReactNode } from 'react';
import classes from './icons.module.css';

function Icon({ children, small = false }: { children: ReactNode; small?: boolean }) {
  return (
    <svg
      className={small ? classes.small : classes.icon}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.5 3.5" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z" />
  </Icon>
);
export const AutoIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 2v12a6 6 0 0 0 0-12Z" fill="currentColor" stroke="none" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="8" cy="5" r="3" />
    <path d="M2.5 14a5.5 5.5 0 0 1 11 0" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);
export const DownloadIcon = () => (
  <Icon small>
    <path d="M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10" />
  </Icon>
);
export const FilterIcon = () => (
  <Icon small>
    <path d="M2 4h12M4.5 8h7M7 12h2" />
  </Icon>
);
export const MarketIcon = () => (
  <Icon>
    <path d="M2 6.5 3.5 2.5h9L14 6.5M3 8v5.5h10V8M2 6.5a2 2 0 0 0 4 0 2 2 0 0 0 4 0 2 2 0 0 0 4 0" />
  </Icon>
);
export const CooperationIcon = () => (
  <Icon>
    <circle cx="4" cy="4" r="2" />
    <circle cx="12" cy="5" r="2" />
    <circle cx="7" cy="12.5" r="2" />
    <path d="m6 4.3 4 .5M5 5.8l1.4 4.8M11 6.8l-2.8 4" />
  </Icon>
);
export const ObservatoryIcon = () => (
  <Icon>
    <path d="M2 2v12h12M5 11V8M8.5 11V5M12 11V7" />
  </Icon>
);
export const UpIcon = () => (
  <Icon small>
    <path d="M8 13V3M4 7l4-4 4 4" />
  </Icon>
);
export const DownIcon = () => (
  <Icon small>
    <path d="M8 3v10M4 9l4 4 4-4" />
  </Icon>
);
export const StarMark = () => (
  <svg className={classes.star} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path
      fill="currentColor"
      d="M16 1 20 9 16 13 12 9ZM31 16 23 20 19 16 23 12ZM16 31 12 23 16 19 20 23ZM1 16 9 12 13 16 9 20ZM6 6l6 1-5 5ZM26 6l-1 6-5-5ZM26 26l-6-1 5-5ZM6 26l1-6 5 5Z"
    />
  </svg>
);
export const OutsideIcon = () => (
  <Icon small>
    <path d="M6 3H3v10h10v-3M9 2.5h4.5V7M13.5 2.5 7.5 8.5" />
  </Icon>
);
export const SwapIcon = () => (
  <Icon small>
    <path d="M2 5.5h11M10 2.5l3 3-3 3M14 11H3M6 8l-3 3 3 3" />
  </Icon>
);
