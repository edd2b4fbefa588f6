@echo off
rem A wall on Windows: Chrome or Edge in kiosk mode on the board, started again whenever it ends.
rem Put a shortcut to this file into the folder that opens with: Win+R, shell:startup. Let Windows sign the user in by
rem itself, and neither sleep nor lock. What each flag is for is written in gridlight-wall.service.
rem The watchdog runs here too: python gridlight-watchdog.py --restart "taskkill /f /im chrome.exe"

set "ADDRESS=http://10.0.0.5/?face=wall"
set "BROWSER=%ProgramFiles%\Google\Chrome\Application\chrome.exe"
rem Edge: set "BROWSER=%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"
set "PROFILE=%TEMP%\gridlight-wall"

:again
rem A new profile each time: nothing to restore, nothing that grows.
if exist "%PROFILE%" rmdir /s /q "%PROFILE%"
mkdir "%PROFILE%\Default"
>"%PROFILE%\Default\Preferences" echo {"translate": {"enabled": false}}
rem Only Edge knows --edge-kiosk-type: this is its kind for signs, the other one is for guests who browse.
start "" /wait "%BROWSER%" --kiosk --edge-kiosk-type=fullscreen "--user-data-dir=%PROFILE%" ^
 --no-first-run --no-default-browser-check --disable-background-networking --disable-component-update ^
 --hide-crash-restore-bubble --noerrdialogs --disable-pinch --overscroll-history-navigation=0 ^
 --autoplay-policy=no-user-gesture-required ^
 --disable-background-timer-throttling --disable-renderer-backgrounding --disable-backgrounding-occluded-windows ^
 --disk-cache-size=52428800 --remote-debugging-port=9222 "%ADDRESS%"
timeout /t 5 /nobreak >nul
goto again
