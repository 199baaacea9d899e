namespace IpaEmbedded.Cli;

/// <summary>A project that keeps device trees.</summary>
public enum CheckoutKind
{
    Linux,

    UBoot,

    Zephyr,

    /// <summary>The kernel's device trees and bindings by themselves (devicetree-rebasing).</summary>
    Rebasing,
}
