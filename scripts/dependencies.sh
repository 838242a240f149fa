#!/usr/bin/env bash
# Installs the Debian packages that building, testing and running KiemPhieu need and this machine lacks. The one place
# that lists them. Says nothing when nothing is missing; needs rights (root or sudo) and a network only when something is.
set -euo pipefail

packages=(
  # Libraries that read pictures and codes, and the store.
  libpng-dev libtiff-dev libturbojpeg0-dev libzbar-dev libsqlite3-dev
  # Encodes the codes that are printed.
  libzint-dev
  # Writes and reads sealed archives.
  libarchive-dev
  # Writes workbooks.
  libxlsxwriter-dev
  # Draws pictures for people, and the font of the words in them; sets documents and forms, and their fonts (Tinos has
  # the letters of Vietnamese that Liberation Serif lacks).
  libpango1.0-dev fonts-dejavu-core fonts-croscore
  # pdfinfo, pdfimages and pdftoppm read PDF files.
  poppler-utils
  # Tests hold printed PDF files against the standard, and cast vote records against the schema.
  qpdf python3-jsonschema
  # Tests use the review station in a browser, with a certificate of their own.
  chromium chromium-driver openssl
  # What the Swift toolchain itself needs to run, compile C and link (swift.org's list for Debian 12, cut to what is
  # used here): its programs load libcurl, libncurses and libxml2; gcc and the C++ library give it start files and headers.
  binutils gcc libc6-dev libstdc++-12-dev libcurl4 libncurses6 libxml2 tzdata
  # Fetching packages over https, finding libraries, and the two commands.
  ca-certificates git make pkg-config
)

installed() {
  [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "kiemphieu: this is no Debian system; install what corresponds to: ${packages[*]}" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  installed "$package" || missing+=("$package")
done

if ((${#missing[@]} > 0)); then
  as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "kiemphieu: not installed: ${missing[*]} (needs root, or sudo)" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  # `env` hands the variable on through sudo, which drops it otherwise.
  apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@"; }
  # A list that cannot be renewed may still serve; only a failed installation counts.
  apt update >>"$log" 2>&1 || true
  if ! apt install --yes --no-install-recommends "${missing[@]}" </dev/null >>"$log" 2>&1; then
    why=$(grep --max-count=1 '^E: ' "$log" || echo "E: apt-get failed")
    echo "kiemphieu: not installed: ${missing[*]} (${why#E: })" >&2
    exit 1
  fi
fi

if ! command -v swift >/dev/null; then
  echo "kiemphieu: no Swift toolchain on the PATH; install Swift 6.2 or newer from https://www.swift.org/install" >&2
  exit 1
fi
