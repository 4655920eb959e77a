// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "offscreen.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <fmt/format.h>
#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtkRendererCollection.h>
#include <vtkUnsignedCharArray.h>

#include <array>
#include <string>

#include "hari/core/error.hpp"

namespace hari::picture {

struct OffscreenContext::Handles {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  ~Handles() {
    if (display == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    eglTerminate(display);
    eglReleaseThread();
  }
};

namespace {

[[noreturn]] void no_opengl(const std::string& what) {
  throw core::IoError(fmt::format(
      "pictures need OpenGL 3.2 without a display, and {} (EGL error 0x{:x}). Install the software renderer: apt-get "
      "install libegl1 libegl-mesa0 libgl1-mesa-dri",
      what, eglGetError()));
}

EGLDisplay initialised(EGLDisplay display) {
  if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) return EGL_NO_DISPLAY;
  return display;
}

/// Mesa's surfaceless platform first; else the first device, as drivers without Mesa offer it.
EGLDisplay open_display() {
  const auto platform_display =
      reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (!platform_display) return EGL_NO_DISPLAY;
  const EGLDisplay mesa = initialised(platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
  if (mesa != EGL_NO_DISPLAY) return mesa;
  const auto devices = reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(eglGetProcAddress("eglQueryDevicesEXT"));
  EGLDeviceEXT device = nullptr;
  EGLint n = 0;
  if (!devices || !devices(1, &device, &n) || n == 0) return EGL_NO_DISPLAY;
  return initialised(platform_display(EGL_PLATFORM_DEVICE_EXT, device, nullptr));
}

/// Keeps the sentences of VTK instead of letting it print them: some are harmless ("GLEW could not be initialized",
/// since there is no GLX), the others explain a failure.
void keep_message(vtkObject*, unsigned long, void* messages, void* text) {
  if (text) *static_cast<std::string*>(messages) += static_cast<const char*>(text);
}

Image average(const std::uint8_t* rgb, int width, int height, int n) {
  Image image{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 3)};
  const std::size_t stride = static_cast<std::size_t>(width) * n * 3;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < 3; ++c) {
        int sum = 0;
        for (int v = 0; v < n; ++v)
          for (int u = 0; u < n; ++u)
            sum += rgb[static_cast<std::size_t>((height - 1 - y) * n + v) * stride + (x * n + u) * 3 + c];
        image.rgb[(static_cast<std::size_t>(y) * width + x) * 3 + c] = static_cast<std::uint8_t>(sum / (n * n));
      }
  return image;
}

}  // namespace

OffscreenContext::OffscreenContext() : handles_(std::make_unique<Handles>()) {
  handles_->display = open_display();
  if (handles_->display == EGL_NO_DISPLAY) no_opengl("no EGL display could be opened");
  if (!eglBindAPI(EGL_OPENGL_API)) no_opengl("EGL here knows no desktop OpenGL");
  constexpr std::array<EGLint, 7> config_wishes{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_PBUFFER_BIT,
                                                EGL_NONE};
  EGLConfig config = nullptr;
  EGLint n = 0;
  if (!eglChooseConfig(handles_->display, config_wishes.data(), &config, 1, &n) || n == 0)
    no_opengl("EGL has no configuration for it");
  constexpr std::array<EGLint, 7> wishes{
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  handles_->context = eglCreateContext(handles_->display, config, EGL_NO_CONTEXT, wishes.data());
  if (handles_->context == EGL_NO_CONTEXT) no_opengl("EGL made no context");
  if (!eglMakeCurrent(handles_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, handles_->context))
    no_opengl("the context cannot be used without a surface");
}

OffscreenContext::~OffscreenContext() = default;

struct Stage::Window {
  std::string messages;
  vtkNew<vtkCallbackCommand> listener;
  vtkNew<vtkGenericOpenGLRenderWindow> window;
};

Stage::Stage(int width, int height, int oversampling)
    : window_(std::make_unique<Window>()), width_(width), height_(height), oversampling_(oversampling) {
  window_->listener->SetCallback(keep_message);
  window_->listener->SetClientData(&window_->messages);
  vtkGenericOpenGLRenderWindow* w = window_->window;
  w->AddObserver(vtkCommand::ErrorEvent, window_->listener);
  w->AddObserver(vtkCommand::WarningEvent, window_->listener);
  w->SetOwnContext(0);
  w->SetReadyForRendering(true);
  w->SetSupportsOpenGL(1);
  w->SetIsCurrent(true);
  w->SetMultiSamples(0);
  w->SetDPI(72);
  w->SetSize(width * oversampling, height * oversampling);
  w->OpenGLInitContext();
  w->OpenGLInitState();
}

Stage::~Stage() {
  window_->window->Finalize();
  window_->window->RemoveAllObservers();
}

void Stage::hold(vtkRenderer* layer) {
  window_->window->AddRenderer(layer);
}

Image Stage::shoot(const std::vector<vtkRenderer*>& layers) {
  vtkGenericOpenGLRenderWindow* w = window_->window;
  w->SetNumberOfLayers(static_cast<int>(layers.size()));
  std::vector<vtkRenderer*> guests;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    layers[i]->SetLayer(static_cast<int>(i));
    if (!w->HasRenderer(layers[i])) guests.push_back(layers[i]), w->AddRenderer(layers[i]);
  }
  w->Render();

  vtkNew<vtkUnsignedCharArray> pixels;
  w->GetPixelData(0, 0, width_ * oversampling_ - 1, height_ * oversampling_ - 1, 0, pixels.Get(), 0);
  const auto expected = static_cast<vtkIdType>(width_) * height_ * oversampling_ * oversampling_ * 3;
  for (vtkRenderer* layer : guests) w->RemoveRenderer(layer);
  if (pixels->GetNumberOfValues() != expected)
    throw core::IoError("OpenGL drew no picture; VTK said: " +
                        (window_->messages.empty() ? "nothing" : window_->messages));
  return average(pixels->GetPointer(0), width_, height_, oversampling_);
}

}  // namespace hari::picture
