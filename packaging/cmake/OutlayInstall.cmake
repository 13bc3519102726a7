# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed where, and the Debian package (cpack -G DEB).
include(GNUInstallDirs)
set(outlay_id io.github.outlay.Outlay)
set(outlay_linux "${PROJECT_SOURCE_DIR}/packaging/linux")

install(TARGETS outlay RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES "${outlay_linux}/${outlay_id}.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${outlay_linux}/${outlay_id}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${outlay_linux}/${outlay_id}.mime.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages"
        RENAME ${outlay_id}.xml)
install(FILES "${outlay_linux}/outlay.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/outlay.svg"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" RENAME ${outlay_id}.svg)
foreach(size 16 24 32 48 64 128 256 512)
    install(FILES "${outlay_linux}/icons/${size}.png"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps" RENAME ${outlay_id}.png)
endforeach()
# Where systemd looks for the units of users, whatever the name of the folder of libraries. None is enabled.
install(FILES "${outlay_linux}/outlay-weekly.service" "${outlay_linux}/outlay-weekly.timer"
        DESTINATION lib/systemd/user)
install(FILES "${outlay_linux}/copyright" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME outlay)
set(CPACK_PACKAGE_VENDOR "The Outlay authors")
set(CPACK_PACKAGE_CONTACT "The Outlay authors <noreply@outlay.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "what every feature of an AI product costs, and for whom")
set(CPACK_PACKAGE_DESCRIPTION "Outlay reads logs of calls to large language models and tells what each feature
cost, for which customers, and what is draining money: by window and by command
line, with budgets and with PDF and CSV reports.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# A plugin and the rules of time zones, which the scan of linked libraries does not see.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-core | fonts-dejavu-core, qt6-wayland, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "default-mta | mail-transport-agent")
include(CPack)
