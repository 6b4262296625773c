# SPDX-License-Identifier: BSD-2-Clause
# Shared by ./demo and ./check: sourced, not run.  Installs what is missing,
# configures and builds quietly, with one line of progress on a terminal.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# Debian packages by what tells that they are there: a command, a pkg-config
# module (pc:), a file (/...) or a part of clang's runtime (rt:).
SETUP_BUILD="cmake=cmake ninja=ninja-build gcc=gcc /usr/include/stdio.h=libc6-dev
	pkg-config=pkg-config pc:libxml-2.0=libxml2-dev pc:libcrypto=libssl-dev
	arm-none-eabi-gcc=gcc-arm-none-eabi qemu-system-arm=qemu-system-arm python3=python3"
SETUP_CHECK="$SETUP_BUILD pc:cmocka=libcmocka-dev clang=clang rt:fuzzer=libclang-rt-dev
	clang-format=clang-format cppcheck=cppcheck gcovr=gcovr"

setup_present() {
	case $1 in
	/*) [ -e "$1" ] ;;
	rt:*) compgen -G "$(clang -print-runtime-dir 2>/dev/null)/libclang_rt.${1#rt:}*" >/dev/null ;;
	pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
	*) command -v "$1" >/dev/null ;;
	esac
}

# Prints the packages behind the entries of $1 that are missing.
setup_missing() {
	local entry packages=""
	for entry in $1; do
		setup_present "${entry%=*}" || packages="$packages ${entry#*=}"
	done
	printf '%s' "$packages"
}

# setup_install LIST: all of it is there afterwards, or the script ends.
setup_install() {
	local packages as_root="" quiet
	packages=$(setup_missing "$1")
	[ -n "$packages" ] || return 0
	local command="apt-get update && apt-get install -y --no-install-recommends$packages"
	command -v apt-get >/dev/null ||
		die "Missing:$packages. These are Debian's names; install them and start again."
	if [ "$(id -u)" -ne 0 ]; then
		if [ -t 0 ] && command -v sudo >/dev/null; then
			as_root=sudo
		elif sudo -n true 2>/dev/null; then
			as_root="sudo -n"
		else
			die "Missing:$packages. As root, type: $command"
		fi
	fi
	say "Installing$packages"
	quiet=$(mktemp)
	export DEBIAN_FRONTEND=noninteractive
	if ! { $as_root apt-get -q update && $as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -qy install --no-install-recommends $packages; } >"$quiet" 2>&1 </dev/null; then
		tail -n 20 "$quiet" >&2
		rm -f "$quiet"
		die "The installation failed. As root, type: $command"
	fi
	rm -f "$quiet"
	packages=$(setup_missing "$1")
	[ -z "$packages" ] || die "Still missing after the installation:$packages"
}

# Shows ninja's [n/m] on one line of a terminal.
setup_progress() {
	local line
	while IFS= read -r line; do
		case $line in
		\[*/*\]*) printf '\r  %s  ' "${line%%]*}]" ;;
		esac
	done
	printf '\r                    \r'
}

# setup_run LOG COMMAND...: output to LOG; on failure shows its end and returns 1.
setup_run() {
	local log=$1
	shift
	if [ -t 1 ]; then
		"$@" 2>&1 </dev/null | tee -a "$log" | setup_progress
		[ "${PIPESTATUS[0]}" -eq 0 ] && return 0
	else
		"$@" >>"$log" 2>&1 </dev/null && return 0
	fi
	say "Failed: $*"
	grep -nE 'error|FAILED|CMake Error' "$log" | tail -n 5
	tail -n 40 "$log"
	say "(all of it: $log)"
	return 1
}

# setup_build PRESET [build arguments]: configures if need be, then builds.
setup_build() {
	local preset=$1 log
	shift
	mkdir -p build
	log=build/$preset.log
	: >"$log"
	setup_run "$log" cmake --preset "$preset" && setup_run "$log" cmake --build --preset "$preset" "$@"
}
