# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what an inventory of this host holds, as JSON.
$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$os = Get-CimInstance Win32_OperatingSystem
$system = Get-CimInstance Win32_ComputerSystem
$bios = Get-CimInstance Win32_BIOS
$product = Get-CimInstance Win32_ComputerSystemProduct
$current = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$roots = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*',
         'HKLM:\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall\*'
$programs = @(Get-ItemProperty $roots | Where-Object { $_.DisplayName -and -not $_.SystemComponent } |
  ForEach-Object { @{ name = $_.DisplayName; version = "$($_.DisplayVersion)"; publisher = "$($_.Publisher)" } })
$reboot = (Test-Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired') -or
          (Test-Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending')
@{
  breakwater_inventory = 1
  time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ')
  hostname = $env:COMPUTERNAME
  fqdn = "$([System.Net.Dns]::GetHostEntry('').HostName)"
  serial = "$($bios.SerialNumber)"
  uuid = "$($product.UUID)"
  caption = $os.Caption
  version = "$($os.Version).$($current.UBR)"
  arch = $os.OSArchitecture
  reboot = [bool]$reboot
  hotfixes = @(Get-HotFix | ForEach-Object { $_.HotFixID })
  programs = $programs
} | ConvertTo-Json -Depth 4 -Compress
